// A failure of the set-up: what went wrong, the command that mends it, and what was printed.

/**
 * @param {string} message
 * @param {string} mend A command line.
 * @param {string} [output]
 */
export function failure(message, mend, output = '') {
  const lines = output.trim().split('\n');
  // The reason stands at the beginning or at the end, depending on the tool.
  const told = lines.length > 30 ? [...lines.slice(0, 12), '…', ...lines.slice(-12)] : lines;
  return new Error([message, `To mend it: ${mend}`, told.join('\n')].filter(Boolean).join('\n'));
}
