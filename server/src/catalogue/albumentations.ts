// Albumentations 2: which transforms draw nothing, and which draw only whether they are applied at all.

const CERTAIN = new Set(
  'CenterCrop CenterCrop3D Crop FromFloat Lambda LongestMaxSize NoOp Normalize Pad Pad3D PadIfNeeded PadIfNeeded3D Resize SmallestMaxSize ToFloat ToRGB ToTensorV2 ToTensor3D'.split(
    ' ',
  ),
);

const CERTAIN_AT_ONE = new Set(
  'AutoContrast Equalize HorizontalFlip InvertImg TimeReverse ToGray ToSepia Transpose VerticalFlip'.split(
    ' ',
  ),
);

/** Containers that hold further transforms, and draw which of them are applied unless they are plain sequences. */
export const CONTAINERS: ReadonlySet<string> = new Set(
  'Compose OneOf OneOrOther RandomOrder ReplayCompose Sequential SomeOf SelectiveChannelTransform'.split(' '),
);

/** Whether a transform draws; `certain` when it is applied with probability one. */
export function isRandomTransform(name: string, certain: boolean): boolean {
  return !CERTAIN.has(name) && !(certain && CERTAIN_AT_ONE.has(name));
}
