// The few marks of our own output on a terminal; plain text where it is not one.
const colour = process.stdout.isTTY && !process.env.NO_COLOR;

export const bold = (text) => paint(text, 1);
export const dim = (text) => paint(text, 2);
export const green = (text) => paint(text, 32);
export const red = (text) => paint(text, 31);

export function rule() {
  return dim('─'.repeat(Math.min(process.stdout.columns || 100, 110)));
}

function paint(text, code) {
  return colour ? `\u001b[${code}m${text}\u001b[0m` : text;
}
