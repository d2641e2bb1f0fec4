// All rules, by code. A plain list: a test holds it against the folders.

import { constantWorkerSeed } from './data/constant-worker-seed.ts';
import { dataloaderShuffleWithoutGenerator } from './data/dataloader-shuffle-without-generator.ts';
import { dataloaderWorkersUnseededLibrary } from './data/dataloader-workers-unseeded-library.ts';
import { distributedSamplerNoSetEpoch } from './data/distributed-sampler-no-set-epoch.ts';
import { generatorDuplicatedAcrossWorkers } from './data/generator-duplicated-across-workers.ts';
import { randomSplitWithoutGenerator } from './data/random-split-without-generator.ts';
import { samplerWithoutGenerator } from './data/sampler-without-generator.ts';
import { fileNotAnalysed } from './file/file-not-analysed.ts';
import { invalidSyntax } from './file/invalid-syntax.ts';
import { unusedSuppression } from './file/unused-suppression.ts';
import { conflictingDeterminismFlags } from './flags/conflicting-determinism-flags.ts';
import { cublasWorkspaceConfig } from './flags/cublas-workspace-config.ts';
import { cudnnBenchmarkEnabled } from './flags/cudnn-benchmark-enabled.ts';
import { cudnnDeterministicUnset } from './flags/cudnn-deterministic-unset.ts';
import { cudnnDisabled } from './flags/cudnn-disabled.ts';
import { determinismExplicitlyDisabled } from './flags/determinism-explicitly-disabled.ts';
import { deterministicWarnOnly } from './flags/deterministic-warn-only.ts';
import { fillUninitializedMemoryDisabled } from './flags/fill-uninitialized-memory-disabled.ts';
import { flagTypoOrComparison } from './flags/flag-typo-or-comparison.ts';
import { missingDeterministicAlgorithms } from './flags/missing-deterministic-algorithms.ts';
import { nondeterministicOp } from './flags/nondeterministic-op.ts';
import { opDeterministicOnlyWithFlag } from './flags/op-deterministic-only-with-flag.ts';
import { reducedPrecisionMatmul } from './flags/reduced-precision-matmul.ts';
import { sdpaNondeterministicBackward } from './flags/sdpa-nondeterministic-backward.ts';
import { uninitializedTensorRead } from './flags/uninitialized-tensor-read.ts';
import { albumentationsComposeNoSeed } from './frameworks/albumentations-compose-no-seed.ts';
import { gymResetWithoutSeed } from './frameworks/gym-reset-without-seed.ts';
import { hfDatasetsShuffleNoSeed } from './frameworks/hf-datasets-shuffle-no-seed.ts';
import { hfModelBuiltBeforeSeed } from './frameworks/hf-model-built-before-seed.ts';
import { jaxKeyReuse } from './frameworks/jax-key-reuse.ts';
import { lightningMissingDeterministic } from './frameworks/lightning-missing-deterministic.ts';
import { monaiTransformUnseeded } from './frameworks/monai-transform-unseeded.ts';
import { ownStreamFrameworks } from './frameworks/own-stream-frameworks.ts';
import { sb3MissingSeed } from './frameworks/sb3-missing-seed.ts';
import { tfDataOrder } from './frameworks/tf-data-order.ts';
import { tfMissingOpDeterminism } from './frameworks/tf-missing-op-determinism.ts';
import { osEntropySource } from './generators/os-entropy-source.ts';
import { torchGeneratorDefaultSeed } from './generators/torch-generator-default-seed.ts';
import { unseededNumpyGenerator } from './generators/unseeded-numpy-generator.ts';
import { unseededRandomInstance } from './generators/unseeded-random-instance.ts';
import { builtinHashAsValue } from './order/builtin-hash-as-value.ts';
import { completionOrder } from './order/completion-order.ts';
import { identityOrdering } from './order/identity-ordering.ts';
import { setIterationOrder } from './order/set-iteration-order.ts';
import { unsortedDirectoryListing } from './order/unsorted-directory-listing.ts';
import { wallClockControlFlow } from './order/wall-clock-control-flow.ts';
import { checkpointPreserveRngOff } from './resume/checkpoint-preserve-rng-off.ts';
import { checkpointWithoutRngState } from './resume/checkpoint-without-rng-state.ts';
import { compiledRng } from './resume/compiled-rng.ts';
import { ncclAlgorithmUnpinned } from './resume/nccl-algorithm-unpinned.ts';
import type { Rule } from './rule.ts';
import { gbmParallelDeterminism } from './science/gbm-parallel-determinism.ts';
import { pandasSampleMissingRandomState } from './science/pandas-sample-missing-random-state.ts';
import { scipyMissingRng } from './science/scipy-missing-rng.ts';
import { sharedRandomstateInstance } from './science/shared-randomstate-instance.ts';
import { sklearnConditionalRandomState } from './science/sklearn-conditional-random-state.ts';
import { sklearnMissingRandomState } from './science/sklearn-missing-random-state.ts';
import { sparseEigenRandomStart } from './science/sparse-eigen-random-start.ts';
import { splitterMissingRandomState } from './science/splitter-missing-random-state.ts';
import { splitterRandomStateWithoutShuffle } from './science/splitter-random-state-without-shuffle.ts';
import { thirdPartyMissingSeed } from './science/third-party-missing-seed.ts';
import { entropyDerivedSeed } from './seeding/entropy-derived-seed.ts';
import { incompleteSeedBlock } from './seeding/incomplete-seed-block.ts';
import { nondeterministicReseed } from './seeding/nondeterministic-reseed.ts';
import { pythonhashseedInProcess } from './seeding/pythonhashseed-in-process.ts';
import { redundantCudaSeed } from './seeding/redundant-cuda-seed.ts';
import { reseedInsideLoop } from './seeding/reseed-inside-loop.ts';
import { seedAfterFirstUse } from './seeding/seed-after-first-use.ts';
import { seedFunctionNeverCalled } from './seeding/seed-function-never-called.ts';
import { seedInOneBranchOnly } from './seeding/seed-in-one-branch-only.ts';
import { seedOptionDefaultsToNone } from './seeding/seed-option-defaults-to-none.ts';
import { unseededNumpyLegacy } from './seeding/unseeded-numpy-legacy.ts';
import { unseededPythonRandom } from './seeding/unseeded-python-random.ts';
import { unseededSpawnedProcess } from './seeding/unseeded-spawned-process.ts';
import { unseededTorch } from './seeding/unseeded-torch.ts';
import { unusedSeedOption } from './seeding/unused-seed-option.ts';
import { torchHubUnpinned } from './supply/torch-hub-unpinned.ts';
import { trustRemoteCodeUnpinned } from './supply/trust-remote-code-unpinned.ts';
import { unpinnedHfRevision } from './supply/unpinned-hf-revision.ts';
import { unpinnedNotebookInstall } from './supply/unpinned-notebook-install.ts';
import { weightsDefaultAlias } from './supply/weights-default-alias.ts';

export const rules: readonly Rule[] = [
  invalidSyntax,
  fileNotAnalysed,
  unusedSuppression,
  unseededPythonRandom,
  unseededNumpyLegacy,
  unseededTorch,
  seedAfterFirstUse,
  nondeterministicReseed,
  entropyDerivedSeed,
  incompleteSeedBlock,
  pythonhashseedInProcess,
  redundantCudaSeed,
  reseedInsideLoop,
  unusedSeedOption,
  seedOptionDefaultsToNone,
  unseededSpawnedProcess,
  seedInOneBranchOnly,
  seedFunctionNeverCalled,
  unseededNumpyGenerator,
  unseededRandomInstance,
  osEntropySource,
  torchGeneratorDefaultSeed,
  missingDeterministicAlgorithms,
  cudnnBenchmarkEnabled,
  cudnnDeterministicUnset,
  determinismExplicitlyDisabled,
  deterministicWarnOnly,
  cublasWorkspaceConfig,
  nondeterministicOp,
  opDeterministicOnlyWithFlag,
  sdpaNondeterministicBackward,
  fillUninitializedMemoryDisabled,
  uninitializedTensorRead,
  reducedPrecisionMatmul,
  cudnnDisabled,
  conflictingDeterminismFlags,
  flagTypoOrComparison,
  dataloaderShuffleWithoutGenerator,
  dataloaderWorkersUnseededLibrary,
  generatorDuplicatedAcrossWorkers,
  randomSplitWithoutGenerator,
  samplerWithoutGenerator,
  distributedSamplerNoSetEpoch,
  constantWorkerSeed,
  unsortedDirectoryListing,
  setIterationOrder,
  builtinHashAsValue,
  completionOrder,
  identityOrdering,
  wallClockControlFlow,
  sklearnMissingRandomState,
  sklearnConditionalRandomState,
  splitterRandomStateWithoutShuffle,
  splitterMissingRandomState,
  sharedRandomstateInstance,
  scipyMissingRng,
  sparseEigenRandomStart,
  pandasSampleMissingRandomState,
  gbmParallelDeterminism,
  thirdPartyMissingSeed,
  lightningMissingDeterministic,
  hfModelBuiltBeforeSeed,
  tfMissingOpDeterminism,
  tfDataOrder,
  jaxKeyReuse,
  gymResetWithoutSeed,
  sb3MissingSeed,
  albumentationsComposeNoSeed,
  monaiTransformUnseeded,
  hfDatasetsShuffleNoSeed,
  ownStreamFrameworks,
  checkpointWithoutRngState,
  checkpointPreserveRngOff,
  compiledRng,
  ncclAlgorithmUnpinned,
  unpinnedHfRevision,
  trustRemoteCodeUnpinned,
  torchHubUnpinned,
  weightsDefaultAlias,
  unpinnedNotebookInstall,
];
