/** Dates and spans of time as an author writes them: `YYYY-MM-DD HH:MM`, `XX minutos`. Local time of this machine. */

/** `MM` after an hour is minutes, else the month. */
export function formatDate(pattern: string, date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  let hours = false;
  return pattern.replace(/YYYY|MM|DD|HH|SS/g, (part) => {
    switch (part) {
      case 'YYYY':
        return String(date.getFullYear());
      case 'DD':
        return two(date.getDate());
      case 'HH':
        hours = true;
        return two(date.getHours());
      case 'SS':
        return two(date.getSeconds());
      default:
        return two(hours ? date.getMinutes() : date.getMonth() + 1);
    }
  });
}

/** A pattern of dates and times, and nothing else. */
export function isDatePattern(text: string): boolean {
  return /^[YMDHS:\-_ /.T]+$/.test(text) && /YYYY|HH/.test(text);
}

/** The number that stands before a unit: whole minutes or seconds; `null`: not a unit of time. */
export function amountOf(unit: string, milliseconds: number): string | null {
  if (/^(?:minutos?|minutes?|min)\b/i.test(unit)) return String(Math.round(milliseconds / 60_000));
  if (/^(?:segundos?|seconds?|s|seg|sec)\b/i.test(unit))
    return String(Math.round(milliseconds / 1000));
  return null;
}
