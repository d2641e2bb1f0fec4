// What answers differently in every run: clocks, process ids, uuids, entropy of the operating system, salted hashes.

import type { ApiFact, Table } from './api.ts';
import { each } from './build.ts';

const clock: ApiFact = { entropy: 'the clock' };
const system: ApiFact = { entropy: 'the operating system' };

export const entropy: Table = {
  ...each(
    'time',
    'time time_ns perf_counter perf_counter_ns monotonic monotonic_ns process_time process_time_ns',
    clock,
  ),
  ...each('time', 'ctime localtime gmtime strftime clock_gettime clock_gettime_ns', clock),
  ...each('datetime', 'datetime.now datetime.today datetime.utcnow date.today', clock),
  ...each('timeit', 'default_timer', clock),
  'os.getpid': { entropy: 'the process id' },
  'os.getppid': { entropy: 'the process id' },
  'multiprocessing.current_process': { entropy: 'the process id' },
  'threading.get_ident': { entropy: 'the thread id' },
  'threading.get_native_id': { entropy: 'the thread id' },
  ...each('os', 'urandom getrandom', system),
  ...each('uuid', 'uuid1 uuid4 uuid6 uuid7', { entropy: 'a new uuid' }),
  ...each('secrets', 'token_hex token_bytes token_urlsafe randbelow randbits choice', system),
  'tempfile.mkdtemp': system,
  // hash() of text, bytes and paths is salted in each process; of numbers it is not: flow asks for the argument.
  hash: { entropy: 'hash() of text' },
  'builtins.hash': { entropy: 'hash() of text' },
  id: { entropy: 'the address of an object' },
  'builtins.id': { entropy: 'the address of an object' },
  // The seed of the default generator: fixed in the main process until it is seeded, drawn anew in each worker.
  'torch.initial_seed': { watch: true },
};
