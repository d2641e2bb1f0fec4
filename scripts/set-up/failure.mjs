// A failure of the set-up: what went wrong, the command that mends it, and what was printed.

/**
 * @param {string} message
 * @param {string} mend A command line.
 * @param {string} [output]
 */
export function failure(message, mend, output = '') {
  const last = output.trim().split('\n').slice(-15).join('\n');
  return new Error([message, `To mend it: ${mend}`, last].filter(Boolean).join('\n'));
}
