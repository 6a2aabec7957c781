// Times as a reader at this computer says them.

const TIME = { hour: '2-digit', minute: '2-digit' };
const LONG = { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' };

/** The moment of a message's ts. */
export function moment(ts) {
  return new Date(Number(ts) * 1000);
}

/** Hours and minutes. */
export function clock(date) {
  return date.toLocaleTimeString('en-GB', TIME);
}

/** Day and time in full. */
export function inFull(date) {
  return `${date.toLocaleDateString('en-GB', LONG)}, ${clock(date)}`;
}

/** "Today", "Yesterday", or the day in words. */
export function dayName(date) {
  return (
    relativeDay(date, true) ?? date.toLocaleDateString('en-GB', { weekday: 'long', month: 'long', day: 'numeric' })
  );
}

/** Slack's date format ("{date_short} at {time}") filled in for a moment in seconds. */
export function slackDate(seconds, format) {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return null;
  return format.replace(/\{(\w+)\}/g, (typed, name) => TOKENS[name]?.(date) ?? typed);
}

const say = (options) => (date) => date.toLocaleDateString('en-GB', options);
const short = say({ day: 'numeric', month: 'short', year: 'numeric' });
const plain = say({ day: 'numeric', month: 'long', year: 'numeric' });
const long = say(LONG);
const pretty = (otherwise) => (date) => relativeDay(date, false) ?? otherwise(date);
const TOKENS = {
  date_num: (date) => [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(twoDigits).join('-'),
  date_slash: say({ day: '2-digit', month: '2-digit', year: 'numeric' }),
  date: plain,
  date_short: short,
  date_long: long,
  date_pretty: pretty(plain),
  date_short_pretty: pretty(short),
  date_long_pretty: pretty(long),
  day_divider_pretty: pretty(long),
  time: clock,
  time_secs: (date) => date.toLocaleTimeString('en-GB', { ...TIME, second: '2-digit' }),
  ago,
};

function relativeDay(date, capital) {
  const day = (when) => new Date(when.getFullYear(), when.getMonth(), when.getDate()).getTime();
  const days = Math.round((day(new Date()) - day(date)) / 86_400_000);
  const name = { 0: 'today', 1: 'yesterday', '-1': 'tomorrow' }[days];
  return name && capital ? name[0].toUpperCase() + name.slice(1) : name;
}

function ago(date) {
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  const seconds = Math.round((date.getTime() - Date.now()) / 1000);
  const units = [
    ['year', 31_536_000],
    ['month', 2_592_000],
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ];
  const [unit, size] = units.find((one) => Math.abs(seconds) >= one[1]) ?? ['second', 1];
  return format.format(Math.trunc(seconds / size), unit);
}

function twoDigits(number) {
  return String(number).padStart(2, '0');
}
