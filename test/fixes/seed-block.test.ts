// Where the seed block goes and what it looks like, in files as people lay them out.

import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/fixes/apply.ts';
import { insertSeedBlock, insertSeedLines } from '../../server/src/fixes/seed-block.ts';
import type { Settings } from '../../server/src/rules/rule.ts';
import { check, defaults, parse } from '../rules/run-rules.ts';

function withBlock(text: string, settings: Settings = defaults): string {
  const { module, flow } = check(text);
  const fix = insertSeedBlock({ module, flow, settings });
  expect(fix).not.toBeNull();
  const fixed = applyEdits(text, fix?.edits ?? []);
  expect(parse(fixed).errors, fixed).toEqual([]);
  return fixed;
}

const body = `    random.seed(seed)
    os.environ["PYTHONHASHSEED"] = str(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
    torch.cuda.manual_seed(seed)
    torch.cuda.manual_seed_all(seed)
    torch.backends.cudnn.benchmark = False
    torch.backends.cudnn.deterministic = True
`;
const block = `def seed_torch(seed=1024):\n${body}\n\nseed_torch()\n`;
const imports = 'import os\nimport random\n\nimport numpy as np\nimport torch\n';

describe('the block', () => {
  test('is the well-known one, in an otherwise empty script', () => {
    expect(withBlock('import torch\nx = torch.randn(2)\n')).toBe(
      `${imports}\n\n${block}\nx = torch.randn(2)\n`,
    );
  });
  test('adds nothing that is imported already', () => {
    const text = `${imports}\n\nx = torch.randn(2)\n`;
    expect(withBlock(text)).toBe(`${imports}\n\n${block}\n\nx = torch.randn(2)\n`);
  });
  test('takes its name and value from the settings', () => {
    const fixed = withBlock('import torch\nx = torch.randn(2)\n', {
      ...defaults,
      seedValue: 7,
      seedFunction: 'fix_seed',
    });
    expect(fixed).toContain('def fix_seed(seed=7):');
    expect(fixed).toContain('\nfix_seed()\n');
  });
  test('has two more lines when strict, one from torch 2.10 on', () => {
    const strict = { ...defaults, strict: true };
    expect(withBlock('import torch\nx = torch.randn(2)\n', strict)).toContain(
      '    torch.backends.cudnn.deterministic = True\n    torch.use_deterministic_algorithms(True)\n',
    );
    expect(withBlock('import torch\nx = torch.randn(2)\n', { ...strict, torch: [2, 9] })).toContain(
      '    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")\n    torch.use_deterministic_algorithms(True)\n',
    );
  });
  test('uses the names that the file has for the libraries', () => {
    const fixed = withBlock(
      'import random as rnd\nimport numpy\nimport torch as th\nfrom torch.backends import cudnn\n\nx = th.randn(2)\n',
    );
    for (const line of [
      'rnd.seed(seed)',
      'numpy.random.seed(seed)',
      'th.manual_seed(seed)',
      'cudnn.benchmark = False',
    ]) {
      expect(fixed).toContain(`    ${line}\n`);
    }
    expect(fixed).not.toContain('import numpy as np');
  });
  test('knows that `from torch import nn` does not bind torch', () => {
    const fixed = withBlock('from torch import nn\n\nnet = nn.Linear(2, 2)\n');
    expect(fixed).toContain('import torch\n');
  });
  test('keeps away from a name that means something else', () => {
    const fixed = withBlock('import torch\nfrom numpy import random\n\nx = torch.randn(2)\n');
    expect(fixed).toContain('import random as random_\n');
    expect(fixed).toContain('    random_.seed(seed)\n');
  });
  test('takes another name where the file has a function of that name', () => {
    const fixed = withBlock('import torch\n\n\ndef seed_torch():\n    pass\n\n\nx = torch.randn(2)\n');
    expect(fixed).toContain('def seed_everything(seed=1024):');
  });
  test('passes the constant that the file has, after it is assigned', () => {
    expect(withBlock('import torch\n\nSEED = 3\nx = torch.randn(2)\n')).toContain(
      'SEED = 3\nseed_torch(SEED)\nx =',
    );
    expect(withBlock('SEED = 3\nimport torch\n\nx = torch.randn(2)\n')).toContain('\nseed_torch(SEED)\n');
  });
  test('passes the option that the file has, in main as well', () => {
    const parse =
      'p = argparse.ArgumentParser()\n    p.add_argument("--seed", type=int, default=3)\n    args = p.parse_args()\n';
    const main = (body: string) =>
      `import argparse\nimport torch\n\n\ndef main():\n    ${body}\n\nif __name__ == "__main__":\n    main()\n`;
    const fixed = withBlock(main(`${parse}    print(args.seed, torch.randn(2))\n`));
    expect(fixed).toContain('    args = p.parse_args()\n    seed_torch(args.seed)\n    print(');
    expect(check(fixed).findings.filter((finding) => finding.severity !== 'hint')).toEqual([]);
    const early = withBlock(main(`x = torch.randn(2)\n    ${parse}    print(args.seed)\n`));
    expect(early).toContain('\n\nseed_torch()\n');
  });
  test('turns benchmark off where it was on', () => {
    const fixed = withBlock('import torch\n\ntorch.backends.cudnn.benchmark = True\nx = torch.randn(2)\n');
    expect(fixed).not.toContain('benchmark = True');
  });
});

describe('its place', () => {
  test('is after the docstring, shebang, encoding and __future__', () => {
    const head =
      '#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n"""Doc."""\nfrom __future__ import annotations\n';
    const fixed = withBlock(`${head}\nimport torch\n\nx = torch.randn(2)\n`);
    expect(fixed.startsWith(`${head}\n${imports}`)).toBe(true);
  });
  test('is before a draw that comes before a later import', () => {
    const fixed = withBlock('import torch\nx = torch.randn(2)\nimport json\n');
    expect(fixed.indexOf('seed_torch()')).toBeLessThan(fixed.indexOf('x = torch'));
  });
  test('is after imports in a try, and not inside the main guard', () => {
    const fixed = withBlock(
      'import torch\ntry:\n    import apex\nexcept ImportError:\n    apex = None\n\nif __name__ == "__main__":\n    import json\n    x = torch.randn(2)\n',
    );
    expect(fixed.indexOf('apex = None')).toBeLessThan(fixed.indexOf('def seed_torch'));
    expect(fixed.indexOf('seed_torch()\n')).toBeLessThan(fixed.indexOf('if __name__'));
  });
  test('is after an import that goes on over lines', () => {
    const fixed = withBlock(
      'import os, \\\n    random\nfrom torch import (\n    nn,\n    optim,\n)  # layers\nnet = nn.Linear(2, 2)\n',
    );
    expect(fixed).toContain(')  # layers\n\n\ndef seed_torch');
  });
  test('keeps line ends, tabs and a byte order mark', () => {
    const fixed = withBlock(
      '\ufeffimport torch\r\n\r\n\r\ndef f():\r\n\treturn torch.randn(2)\r\n\r\n\r\nf()\r\n',
    );
    expect(fixed.replaceAll('\r\n', '')).not.toContain('\n');
    expect(fixed).toContain('\r\n\trandom.seed(seed)\r\n');
    expect(fixed.startsWith('\ufeffimport os\r\n')).toBe(true);
  });
  test('ends a last line that had no end', () => {
    const { module, flow } = check('import torch');
    const fix = insertSeedBlock({ module, flow, settings: defaults });
    expect(parse(applyEdits('import torch', fix?.edits ?? [])).errors).toEqual([]);
  });
  test('is the whole text of an empty file', () => {
    expect(withBlock('')).toBe(`import os\nimport random\n\nimport numpy as np\nimport torch\n\n\n${block}`);
  });
});

test('without torch in sight only the streams that are drawn from are seeded', () => {
  const text = 'import numpy as np\n\nx = np.random.rand(2)\n';
  const { module, flow, findings } = check(text);
  const fix = insertSeedLines({ module, flow, settings: defaults });
  expect(applyEdits(text, fix?.edits ?? [])).toBe(
    'import numpy as np\n\nnp.random.seed(1024)\n\nx = np.random.rand(2)\n',
  );
  expect(findings[0]?.fixes.map((one) => one.safe)).toEqual([true, false]);
});
