// Where a script moves work to a GPU, and how sure that is; where it trains.

import { expect, test } from 'vitest';
import { interpret, rowOf } from './interpret.ts';

/** `row certain` or `row possible` for each placement, `row trains` for each step of training. */
function course(code: string): string[] {
  return interpret(code).events.flatMap((event) => {
    if (event.reach === 'skipped' || event.reach === 'uncalled') return [];
    if (event.kind === 'placement') return [`${rowOf(event.site)} ${event.certain ? 'certain' : 'possible'}`];
    return event.kind === 'train' ? [`${rowOf(event.site)} trains`] : [];
  });
}

const net = 'import torch\nnet = torch.nn.Linear(2, 2)\n';
const cases: readonly [code: string, course: readonly string[]][] = [
  [`${net}net.cuda()`, ['3 certain']],
  [`${net}net.to("cuda")`, ['3 certain']],
  [`${net}net.to("cuda:1")`, ['3 certain']],
  ['import torch\nfrom lib import i\nx = torch.zeros(2).to(f"cuda:{i}")', ['3 certain']],
  ['import torch\nfrom lib import i\nx = torch.zeros(2).to(torch.device("cuda:" + str(i)))', ['3 certain']],
  ['import torch\nfrom lib import i\nx = torch.zeros(2).to("cuda:%d" % i)', ['3 certain']],
  ['import torch\nfrom lib import i\nx = torch.zeros(2).to(f"{i}:cuda")', []],
  [
    'import torch\nfrom lib import i\nd = f"cuda:{i}" if torch.cuda.is_available() else "cpu"\nx = torch.zeros(2).to(d)',
    ['4 possible'],
  ],
  [`${net}net.to(0)`, ['3 certain']],
  [`${net}net.to("cpu")`, []],
  [`${net}net.to(torch.float16)`, []],
  [`${net}net.to(device="cuda")`, ['3 certain']],
  [`${net}net.to()`, []],
  [`${net}net.move("cuda")`, []],
  [`${net}net.to(torch.device("cuda"))`, ['3 certain']],
  [`${net}net.to(torch.device("cpu"))`, []],
  [`${net}net.to(torch.device())`, []],
  [`${net}net.to("cuda" if torch.cuda.is_available() else "cpu")`, ['3 possible']],
  [`${net}net.to(torch.device("cuda" if torch.cuda.is_available() else "cpu"))`, ['3 possible']],
  [`${net}net.to("cuda" if torch.cuda.is_available() else "cuda:1")`, ['3 certain']],
  [`${net}net.to("mps" if torch.cuda.is_available() else "cpu")`, []],
  [
    `${net}if torch.cuda.is_available():\n    d = "cuda"\nelif torch.backends.mps.is_available():\n    d = "mps"\nelse:\n    d = "cpu"\nnet.to(d)`,
    ['9 possible'],
  ],
  [`${net}net.to(torch.accelerator.current_accelerator())`, ['3 possible']],
  [`${net}net.to(load())`, []],
  [`${net}torch.set_default_device("cuda")`, ['3 certain']],
  [`${net}x = torch.zeros(2, device="cuda")`, ['3 certain']],
  [`${net}x = torch.zeros(2, device="cpu")`, []],
  ['from lib import net\nnet.cuda()', []],
  ['import lightning\nfrom lib import net\nnet.cuda()', ['3 certain']],
  ['import pytorch_lightning\nfrom lib import net\nnet.cuda()', ['3 certain']],
  ['from accelerate import Accelerator\nAccelerator()', ['2 possible']],
  ['from accelerate import Accelerator\nAccelerator(cpu=True)', []],
  ['from accelerate import Accelerator\nAccelerator(cpu=False)', ['2 possible']],
  ['import lightning as L\nL.Trainer(accelerator="cpu")', []],
  ['import lightning as L\nL.Trainer(accelerator="gpu")', ['2 possible']],
  ['from stable_baselines3 import PPO\nPPO("a", "b", device="cpu")', []],
  [
    'from transformers import Trainer, TrainingArguments\nTrainer(m, TrainingArguments("x", use_cpu=True))',
    [],
  ],
  [
    'from transformers import Trainer, TrainingArguments\nTrainer(m, args=TrainingArguments("x", no_cuda=True))',
    [],
  ],
  [
    'from transformers import Trainer, TrainingArguments\nTrainer(m, TrainingArguments("x", use_cpu=False))',
    ['2 possible'],
  ],
  [`${net}net(x).sum().backward()`, ['3 trains']],
  ['from lib import loss\nloss.backward()', []],
  [`${net}opt = torch.optim.SGD(net.parameters())\nopt.step()`, ['4 trains']],
  ['import lightning as L\nt = L.Trainer(accelerator="cpu")\nt.fit(m)', ['3 trains']],
  [`${net}def unused():\n    net.cuda()`, []],
  [`${net}if False:\n    net.cuda()`, []],
];

test.each(cases)('%j', (code, wanted) => {
  expect(course(`${code}\n`)).toEqual(wanted);
});
