// What a script does, in execution order, as far as reproducibility is concerned: the only thing that rules read.

import type { Span } from '../finding.ts';
import type { Call, ClassDef, Expr, FunctionDef, Stmt } from '../python/ast.ts';
import type { Module } from '../python/module.ts';

/** Global streams, and the kinds of local generator objects. */
export type Stream =
  | 'python'
  | 'numpy'
  | 'torch'
  | 'tf'
  | 'keras'
  | 'jax'
  /** The generator of an environment, and that of its spaces: seeding one leaves the other alone. */
  | 'gym'
  | 'gym.space'
  | 'cupy'
  | 'dask'
  | 'mlx'
  | 'paddle'
  | 'polars'
  | 'numpy.Generator'
  | 'numpy.RandomState'
  | 'python.Random'
  | 'torch.Generator';

/** What can be seeded apart from another: torch has a generator for the CPU, the current GPU and all GPUs. */
export type Part = Exclude<Stream, 'torch'> | 'torch.cpu' | 'torch.cuda' | 'torch.cuda.all';

/** A place in the interpreted code. `node` is the expression or statement, in `module`. */
export interface Site {
  readonly module: Module;
  readonly node: Expr | Stmt;
}

/** How sure it is that an event happens in the default run. */
export type Reach =
  /** It happens. */
  | 'run'
  /** It happens on one of several possible paths. */
  | 'maybe'
  /** A branch that the default run decides against: what would happen if its test went the other way. */
  | 'skipped'
  /** In a function that nothing in the run calls. */
  | 'uncalled';

interface Happening {
  readonly site: Site;
  readonly reach: Reach;
  /** The calls on the way from the entry point, outermost first. */
  readonly path: readonly Site[];
  /** The function whose body holds the site, or null at module level. */
  readonly inside: FunctionDef | null;
  /** Position in execution order. */
  readonly order: number;
}

/** Where a seed value comes from. */
export type SeedValue =
  | { readonly tag: 'constant'; readonly value: number | string | boolean | null; readonly option?: Option }
  /** Taken from the clock, the process id, uuid, `hash()` of text, os entropy, or an unseeded draw. */
  | {
      readonly tag: 'entropy';
      readonly source: string;
      readonly origin: Site | null;
      readonly stream?: Stream;
    }
  /** No value at all: `random.seed()`, `seed(None)`. */
  | { readonly tag: 'none'; readonly option?: Option }
  | { readonly tag: 'unknown'; readonly option?: Option };

export interface SeedEvent extends Happening {
  readonly kind: 'seed';
  readonly api: string;
  readonly parts: readonly Part[];
  readonly value: SeedValue;
  /** The argument that carries the value, if there is one. */
  readonly argument: Expr | null;
  /** The test of the branch that holds the seed and that the default run decides against, or cannot decide. */
  readonly guard: Guard | null;
}

export interface Guard {
  readonly test: Site;
  /** The command-line option that the test asks about, if it is one. */
  readonly option: Option | null;
  /** Whether the test asks about hardware (`cuda.is_available()`, device counts, ranks). */
  readonly hardware: boolean;
  /** Whether it is a main guard that this run does not enter, or lies inside one: what stands there is another script's. */
  readonly main: boolean;
}

/** What the stream was when it was drawn from. */
export type StreamState =
  | { readonly tag: 'seeded'; readonly by: SeedEvent }
  /** `lost` is the seed that it had before an earlier state was put back. */
  | { readonly tag: 'unseeded'; readonly lost?: SeedEvent }
  /** Seeded, but from entropy. */
  | { readonly tag: 'entropy'; readonly by: SeedEvent }
  /** Seeded on some paths that lead here and not on others. */
  | { readonly tag: 'partly'; readonly by: SeedEvent }
  /** Something that cannot be followed may have seeded it: never a finding. */
  | { readonly tag: 'unknown'; readonly why: string };

export interface DrawEvent extends Happening {
  readonly kind: 'draw';
  readonly api: string;
  readonly stream: Stream;
  readonly state: StreamState;
  /** What kind of draw it is, for the words of a message and for which rule speaks. */
  readonly role:
    | 'call'
    | 'layer'
    | 'model'
    | 'shuffle'
    | 'split'
    | 'sampler'
    | 'transform'
    | 'generator'
    | 'estimator'
    | 'environment';
  /** The call expression, where there is one. */
  readonly call: Call | null;
  /** Where the object that draws is used, if the numbers are drawn only then. */
  readonly used: Site | null;
}

export interface FlagEvent extends Happening {
  readonly kind: 'flag';
  readonly flag:
    | 'cudnn.benchmark'
    | 'cudnn.deterministic'
    | 'cudnn.enabled'
    | 'deterministic-algorithms'
    | 'warn-only'
    | 'pythonhashseed'
    | 'cublas-workspace'
    | 'matmul-precision'
    | 'allow-tf32'
    | 'reduced-precision'
    | 'nccl'
    | 'fallback-random'
    | 'tf-data-order'
    | 'fill-uninitialized'
    | 'tf-data-order';
  readonly value: boolean | string | null;
  /** The qualified name of the call or attribute that sets it. */
  readonly api: string;
}

/** The script moves work to a GPU, or may. */
export interface PlacementEvent extends Happening {
  readonly kind: 'placement';
  readonly api: string;
  readonly certain: boolean;
}
/** The script trains: `.backward()`, `optimizer.step()`, `Trainer.fit()`. */
export interface TrainEvent extends Happening {
  readonly kind: 'train';
  readonly api: string;
}
/** Any other call with a qualified name that a rule may ask for: listings, loaders, trainers, hub loads. */
export interface CallEvent extends Happening {
  readonly kind: 'call';
  readonly api: string;
  readonly call: Call;
  /** Values of keyword and positional arguments by parameter name or index, where they are constants. */
  readonly constants: ReadonlyMap<string | number, unknown>;
  /** The script's own classes of which an argument is an object, or which it holds: the dataset of a loader. */
  readonly classes: ReadonlyMap<string | number, readonly ClassDef[]>;
  /** Where the random key that this call uses up was used up before. */
  readonly spent: Site | null;
}

export type FlowEvent = SeedEvent | DrawEvent | FlagEvent | PlacementEvent | TrainEvent | CallEvent;

/** A command-line or configuration option of the script. */
export interface Option {
  readonly name: string;
  readonly site: Site;
  /** The default if it is a literal; undefined when unknown, null for None. */
  readonly default: unknown;
  readonly required: boolean;
  /** The default's own expression, if it is written. */
  readonly defaultNode: Expr | null;
}

/** How far a command-line option got. */
export interface OptionUse {
  readonly option: Option;
  /** Reached the argument of a seeding call. */
  readonly seeds: boolean;
  /** Was read for something other than printing or logging, so it may matter where we cannot see. */
  readonly escapes: boolean;
}

/** A function of the project whose body seeds at least two parts, or one and sets flags. */
export interface SeedFunction {
  readonly definition: FunctionDef;
  readonly module: Module;
  readonly parts: readonly Part[];
  readonly flags: readonly FlagEvent['flag'][];
  /** Seeds and flags of its body as written, whether or not the run reaches them. */
  readonly body: readonly (SeedEvent | FlagEvent)[];
  /** Calls of it in the run; empty if nothing calls it. */
  readonly calls: readonly Site[];
}

export interface Flow {
  readonly module: Module;
  /** `main`: has a main guard; `module`: runs at import; `library`: only defines; `notebook`: cells in order. */
  readonly entry: 'main' | 'module' | 'library' | 'notebook';
  /** The block of the main guard, or the function that it calls first, where a fix may put the seed call. */
  readonly main: FunctionDef | null;
  readonly mainGuard: Stmt | null;
  /** In execution order; sites of other files are included when the run goes through them. */
  readonly events: readonly FlowEvent[];
  readonly options: readonly OptionUse[];
  readonly seedFunctions: readonly SeedFunction[];
  /** Why the interpretation stopped early, if it did (budget), else null. */
  readonly stopped: string | null;
}

export function spanOfSite(site: Site): Span {
  const { node, module } = site;
  return {
    file: module.file,
    cell: node.unit.cell,
    start: node.unit.start + node.start,
    end: node.unit.start + node.end,
  };
}
