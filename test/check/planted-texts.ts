// Small scripts without torch, one planted cause each, with the class, rule and line that a check must name.

interface Planted {
  title: string;
  script: string;
  class: string;
  rule: string | null;
  row: number;
}

export const planted: Planted[] = [
  {
    title: 'a draw of python before its seed',
    script: 'import random\nx = random.random()\nrandom.seed(1)\nprint(x)\n',
    class: 'unseeded-draw',
    rule: 'SR104',
    row: 2,
  },
  {
    title: 'numpy forgotten by the seed block',
    script:
      'import random\nimport numpy as np\nrandom.seed(1)\nprint(random.random())\nprint(np.random.permutation(9))\n',
    class: 'unseeded-draw',
    rule: 'SR107',
    row: 5,
  },
  {
    title: 'a generator made without a seed',
    script:
      'import numpy as np\nrng = np.random.default_rng()\ndef noise():\n    return rng.normal()\nprint(noise())\n',
    class: 'unseeded-draw',
    rule: 'SR201',
    row: 2,
  },
  {
    title: 'an explicit reseed from the operating system',
    script: 'import random\nrandom.seed()\nprint(random.random())\n',
    class: 'os-entropy',
    rule: 'SR105',
    row: 2,
  },
  {
    title: 'a seed from urandom',
    script:
      'import os, random\nseed = int.from_bytes(os.urandom(4), "little")\nrandom.seed(seed)\nprint(random.random())\n',
    class: 'os-entropy',
    rule: 'SR106',
    row: 2,
  },
  {
    title: 'a seed from the clock',
    script: 'import random, time\nseed = time.time_ns()\nrandom.seed(seed)\nprint(random.random())\n',
    class: 'clock',
    rule: 'SR106',
    row: 2,
  },
  {
    title: 'a seed by hash(), where a clock is only for the log',
    script:
      'import random, time\nbegan = time.time()\nrandom.seed(hash("baseline") % 100000)\nprint(random.random())\n' +
      'print("done", flush=time.time() - began > 1e9)\n',
    class: 'iteration-order',
    rule: 'SR503',
    row: 3,
  },
  {
    title: 'a loop that an alarm ends',
    script:
      'import random, signal\nrandom.seed(1)\nrings = []\nsignal.signal(signal.SIGALRM, lambda *_: rings.append(1))\n' +
      'signal.setitimer(signal.ITIMER_REAL, 0.2)\ntotal = 0\nwhile not rings:\n    total += random.random()\n    ' +
      'random.uniform(0, 1)\nprint(total)\n',
    class: 'control-flow',
    rule: 'SR506',
    row: 5,
  },
  {
    title: 'a loop that the clock ends',
    script:
      'import random, time\nrandom.seed(1)\nend = time.time() + 0.2\nwhile time.time() < end:\n    random.random()\n    random.uniform(0, 1)\n',
    class: 'control-flow',
    rule: 'SR506',
    row: 4,
  },
  {
    title: 'the order of a set of strings',
    script:
      'import random\nrandom.seed(1)\nnames = {"a" * n for n in range(20)}\nfor name in names:\n    if len(name) % 2:\n        random.random()\n    else:\n        random.gauss(0, 1)\n',
    class: 'iteration-order',
    rule: 'SR502',
    row: 4,
  },
  {
    title: 'the hash of a string',
    script: 'import random\nbucket = hash("alpha")\nrandom.seed(bucket)\nprint(random.random())\n',
    class: 'iteration-order',
    rule: 'SR503',
    row: 2,
  },
  {
    title: 'words of one frequency, sorted by it',
    script:
      'names = {chr(97 + n) * 2 for n in range(20)}\nprint(len(names), set(names) - {""} == names)\nprint(sorted(names, key=len))\n',
    class: 'iteration-order',
    rule: 'SR502',
    row: 3,
  },
  {
    title: 'the address of an object as a key',
    script:
      'class Node:\n    pass\nnodes = [Node() for _ in range(40)]\nknown = {id(node): at for at, node in enumerate(nodes)}\nordered = sorted(nodes, key=lambda node: id(node) % 1009)\nprint([nodes.index(node) for node in ordered], len(known))\n',
    class: 'iteration-order',
    rule: 'SR505',
    row: 5,
  },
  {
    title: 'one uuid before another that names the run',
    script:
      'import uuid, zlib\ndef key():\n    return uuid.uuid4().hex\ndef main():\n    fold = key()\n    name = uuid.uuid4()\n    print([zlib.crc32(f"{fold}{i}".encode()) % 5 for i in range(9)])\nmain()\n',
    class: 'os-entropy',
    rule: 'SR203',
    row: 3,
  },
  {
    title: 'a seed from urandom, with a clock that is read before it is set',
    script:
      'import os, random, time\nseed = int.from_bytes(os.urandom(4), "little")\nbegan = time.time()\nrandom.seed(seed)\nprint(random.random())\n',
    class: 'os-entropy',
    rule: 'SR106',
    row: 2,
  },
  {
    title: 'a rate that follows the clock, with a meter that is read after it',
    script:
      'import time\nstart = time.monotonic()\ndef rate():\n    return 1 - (time.monotonic() - start) / 5\nw, spent = 1.0, []\nfor step in range(4):\n    factor = rate()\n    spent.append(time.perf_counter())\n    w = w * factor\n    print("w", w)\n',
    class: 'clock',
    rule: null,
    row: 4,
  },
  {
    title: 'what two processes put into a queue',
    script:
      'import multiprocessing, time\ncontext = multiprocessing.get_context("fork")\ndef put(items, at):\n    for i in range(9):\n        time.sleep(0.002)\n        items.put(at + i)\nitems = context.Queue()\nchildren = [context.Process(target=put, args=(items, at)) for at in (0, 10, 20, 30)]\nfor child in children: child.start()\nprint([items.get() for _ in range(36)])\nfor child in children: child.join()\n',
    class: 'data-order',
    rule: null,
    row: 10,
  },
  {
    title: 'what tasks of asyncio put into a queue',
    script:
      'import asyncio\nasync def put(queue, n):\n    child = await asyncio.create_subprocess_exec("bash", "-c", "sleep 0.0$((RANDOM % 10))")\n    await child.wait()\n    await queue.put(n)\nasync def main():\n    queue = asyncio.Queue()\n    await asyncio.gather(*[put(queue, n) for n in range(9)])\n    print([await queue.get() for _ in range(9)])\nasyncio.run(main())\n',
    class: 'data-order',
    rule: null,
    row: 9,
  },
  {
    title: 'a list that tasks of asyncio add to as they end',
    script:
      'import asyncio\nfound = []\nasync def work(n):\n    child = await asyncio.create_subprocess_exec("bash", "-c", "sleep 0.0$((RANDOM % 10))")\n    await child.wait()\n    found.append(n)\nasync def main():\n    await asyncio.gather(*[work(n) for n in range(9)])\nasyncio.run(main())\nprint(found)\n',
    class: 'data-order',
    rule: null,
    row: 8,
  },
  {
    title: 'the first of several pipes that has something to read',
    script:
      'import multiprocessing, subprocess\nfrom multiprocessing.connection import wait\ncontext = multiprocessing.get_context("fork")\ndef work(end, n):\n    subprocess.run(["bash", "-c", "sleep 0.0$((RANDOM % 10))"])\n    end.send(n)\npipes = [context.Pipe(duplex=False) for _ in range(8)]\nchildren = [context.Process(target=work, args=(pipe[1], n)) for n, pipe in enumerate(pipes)]\nfor child in children: child.start()\nopen_pipes, found = [pipe[0] for pipe in pipes], []\nwhile open_pipes:\n    for end in wait(open_pipes):\n        found.append(end.recv())\n        open_pipes.remove(end)\nfor child in children: child.join()\nprint(found)\n',
    class: 'data-order',
    rule: null,
    row: 12,
  },
  {
    title: 'files in the order in which they were written',
    script:
      'import os, subprocess, tempfile\nfolder = tempfile.mkdtemp()\nwriters = [subprocess.Popen(["bash", "-c", f"sleep 0.0$((RANDOM % 10))$((RANDOM % 10)); echo > {folder}/{n}"]) for n in range(9)]\nfor writer in writers: writer.wait()\npaths = [os.path.join(folder, str(n)) for n in range(9)]\nprint([os.path.basename(path) for path in sorted(paths, key=os.path.getmtime)])\n',
    class: 'clock',
    rule: null,
    row: 6,
  },
  {
    title: 'a loop that goes on until a file is there',
    script:
      'import os, random, subprocess, tempfile\nrandom.seed(1)\npath = os.path.join(tempfile.mkdtemp(), "ready")\nsubprocess.Popen(["bash", "-c", f"sleep 0.$((RANDOM % 4))$((RANDOM % 10)); echo > {path}"])\nwhile not os.path.exists(path):\n    random.random()\n    random.uniform(0, 1)\nprint(random.random())\n',
    class: 'control-flow',
    rule: null,
    row: 5,
  },
  {
    title: 'a function that the system picks, after a name that it made up',
    script:
      'import secrets, uuid\nways = [lambda x: x, lambda x: -x, lambda x: 2 * x, lambda x: x / 2]\nname = uuid.uuid4().hex\nprint([secrets.choice(ways)(n + 1) for n in range(12)])\n',
    class: 'os-entropy',
    rule: 'SR203',
    row: 4,
  },
  {
    title: 'the text of a configuration with a set in it',
    script:
      'import random, zlib\nfrom dataclasses import dataclass, field\n@dataclass\nclass Config:\n    tags: set = field(default_factory=lambda: {"a", "b", "c", "d", "e", "f"})\ndef digest(config):\n    return zlib.crc32(repr(config).encode())\nrandom.seed(digest(Config()))\nprint(random.random())\n',
    class: 'iteration-order',
    rule: 'SR502',
    row: 7,
  },
  {
    title: 'the text of objects that have none of their own',
    script:
      'import zlib\nclass Step:\n    pass\nsteps = [Step() for _ in range(40)]\ndef key(step):\n    return zlib.crc32(str(step).encode())\nordered = sorted(steps, key=key)\nprint([steps.index(step) for step in ordered])\n',
    class: 'iteration-order',
    rule: 'SR505',
    row: 6,
  },
  {
    title: 'a library that makes a generator of its own',
    script:
      'import torch\nfrom scipy.stats import qmc\ndef design(count):\n    return qmc.LatinHypercube(d=2).random(count)\nprint(torch.from_numpy(design(4)).sum())\n',
    class: 'unseeded-draw',
    rule: 'SR606',
    row: 4,
  },
  {
    title: 'a seed option without a default',
    script:
      'import argparse, random\nparser = argparse.ArgumentParser()\nparser.add_argument("--seed", type=int)\nargs = parser.parse_args()\nif args.seed is not None:\n    random.seed(args.seed)\nprint(random.random())\n',
    class: 'unseeded-draw',
    rule: 'SR112',
    row: 7,
  },
];
