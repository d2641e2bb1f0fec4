// CPython: the global `random` stream, `random.Random` objects, and the built-ins that call what they are given.

import type { Table } from './api.ts';
import { atCall, each, reseeds, seeds } from './build.ts';

const methods = `betavariate binomialvariate choice choices expovariate gammavariate gauss getrandbits lognormvariate
  normalvariate paretovariate randbytes randint random randrange sample shuffle triangular uniform vonmisesvariate weibullvariate`;

export const python: Table = {
  ...each('random', methods, { draw: atCall('python', 'call') }),
  'random.seed': { seed: seeds(['python'], 'a', 'entropy') },

  'random.Random': {
    returns: 'random.Random',
    draw: atCall('python.Random', 'generator', { unless: ['x'], position: 0 }),
    seed: seeds(['python.Random'], 'x', 'entropy'),
  },
  ...each('random.Random', methods, { draw: atCall('python.Random', 'call') }),
  'random.Random.seed': { seed: seeds(['python.Random'], 'a', 'entropy') },

  'random.SystemRandom': { returns: 'random.SystemRandom', entropy: 'the operating system' },
  ...each('random.SystemRandom', methods, { entropy: 'the operating system' }),

  ...each('os', 'execv execve execl execle execlp execvp execvpe', { watch: true }),
  ...each('subprocess', 'run Popen call check_call check_output', { watch: true }),

  // Callers: they run what the script hands them.
  ...each('', 'map filter builtins.map builtins.filter functools.reduce itertools.starmap', { calls: [0] }),
  ...each('', 'sorted min max builtins.sorted builtins.min builtins.max', { calls: ['key'] }),
  'functools.partial': { calls: [0] },
  'threading.Thread': { calls: ['target', 1] },
  'threading.Timer': { calls: ['function', 1] },
  'multiprocessing.Process': { calls: ['target', 1], watch: true },
  'multiprocessing.Pool': { returns: 'multiprocessing.Pool', calls: ['initializer', 1], watch: true },
  ...each(
    'multiprocessing.Pool',
    'apply apply_async map map_async imap imap_unordered starmap starmap_async',
    {
      calls: [0, 'func'],
      watch: true,
    },
  ),
  'concurrent.futures.ThreadPoolExecutor': { returns: 'concurrent.futures.Executor' },
  'concurrent.futures.ProcessPoolExecutor': { returns: 'concurrent.futures.Executor', watch: true },
  ...each('concurrent.futures.Executor', 'submit map', { calls: [0, 'fn'] }),
  'asyncio.run': { calls: [0] },
  'timeit.timeit': { calls: [0, 'stmt'] },
  'copy.copy': { passes: 0 },
  'copy.deepcopy': { passes: 0 },
  ...each('', 'joblib.Parallel joblib.delayed', { calls: [0] }),
  'joblib.delayed': { passes: 0 },

  // Entry points of command-line libraries: they call the script's own function.
  'fire.Fire': { calls: [0, 'component'] },
  'typer.run': { calls: [0] },
  'tyro.cli': { calls: [0] },
  'absl.app.run': { calls: [0, 'main'] },
  'tensorflow.compat.v1.app.run': { calls: [0, 'main'] },

  // A state that is restored is not a seed that we can read: it is whatever was saved.
  'random.setstate': { seed: reseeds(['python'], 'constant') },
};
