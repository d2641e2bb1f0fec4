// Edits as a person makes them: typing inside functions, new lines, corrections, pasted and deleted blocks.

const TYPED = [
  'noise = np.random.rand(3)',
  'sample = torch.randn(4, 4)',
  'if random.random() < 0.5:',
  'total = sum(len(batch) for batch in loader)',
  'scores["accuracy"] = correct / max(1, total)',
  '# keeps the running mean',
  'torch.manual_seed(1024)',
  'names = sorted(os.listdir(config.out))',
  'logger.info("step %d of %d", step, total)',
];

const PASTED = [
  'for index in range(8):',
  '    order = np.random.permutation(len(dataset))',
  '    subset = [dataset[i] for i in order[:16]]',
  '    batch = torch.stack([sample for sample, _ in subset])',
  '    noise = torch.randn_like(batch) * 0.01',
  '    batch = batch + noise',
  '    logits = model(batch)',
  '    if logits.isnan().any():',
  '        raise ValueError("not a number")',
  '    history.append(float(logits.mean()))',
];

/** A document with its text and version, changed as language clients do it. */
export class TypedDocument {
  constructor(uri, text, random) {
    this.uri = uri;
    this.version = 1;
    this.lines = text.split('\n');
    this.random = random;
    this.pending = [];
  }

  get text() {
    return this.lines.join('\n');
  }

  get opened() {
    return { textDocument: { uri: this.uri, languageId: 'python', version: this.version, text: this.text } };
  }

  /** The next edit, applied here and given as the parameters of `textDocument/didChange`, with its kind. */
  edit() {
    if (this.pending.length === 0) {
      this.#plan();
    }
    const { kind, from, to, text } = this.pending.shift();
    const before = this.lines[from.line].slice(0, from.character);
    const after = this.lines[to.line].slice(to.character);
    this.lines.splice(from.line, to.line - from.line + 1, ...(before + text + after).split('\n'));
    this.version += 1;
    return {
      kind,
      params: {
        textDocument: { uri: this.uri, version: this.version },
        contentChanges: [{ range: { start: from, end: to }, text }],
      },
    };
  }

  /** A burst at one place: what a person does before moving on. */
  #plan() {
    const line = this.#place();
    const indent = /^ */.exec(this.lines[line])[0];
    const end = { line, character: this.lines[line].length };
    const burst = this.random();
    if (burst < 0.4) {
      const text = `\n${PASTED.map((one) => indent + one).join('\n')}`;
      this.#add('paste', end, end, text);
      if (this.random() < 0.5) {
        const last = line + PASTED.length;
        const to = { line: last, character: indent.length + PASTED.at(-1).length };
        this.#add('delete block', end, to, '');
      }
    } else if (burst < 0.7) {
      const start = { line, character: 0 };
      this.#add('delete line', start, { line: line + 1, character: 0 }, '');
      this.#add('undo', start, start, `${this.lines[line]}\n`);
    } else {
      this.#type(line, indent, TYPED[Math.floor(this.random() * TYPED.length)]);
    }
  }

  /** Types one statement on a new line, with a slip that is taken back on the way. */
  #type(line, indent, statement) {
    const end = { line, character: this.lines[line].length };
    this.#add('new line', end, end, `\n${indent}`);
    const slip = Math.floor(this.random() * statement.length);
    let character = indent.length;
    for (let i = 0; i < statement.length; i += 1) {
      const at = { line: line + 1, character };
      if (i === slip) {
        this.#add('type', at, at, 'x');
        this.#add('backspace', at, { line: line + 1, character: character + 1 }, '');
      }
      this.#add('type', at, at, statement[i]);
      character += 1;
    }
    if (statement.endsWith(':')) {
      const at = { line: line + 1, character };
      this.#add('new line', at, at, `\n${indent}    pass`);
    }
  }

  #add(kind, from, to, text) {
    this.pending.push({ kind, from, to, text });
  }

  /** A complete statement inside a function: whole on its line, and not the head of a block. */
  #place() {
    for (;;) {
      const line = Math.floor(this.random() * (this.lines.length - 2));
      const text = this.lines[line];
      const whole = /^ {4,}[a-z_.]+(\(.*\)| [-+]?= .*)$/.test(text) && !/[([{,:\\]$/.test(text);
      if (whole) {
        return line;
      }
    }
  }
}
