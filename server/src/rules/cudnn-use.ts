// Whether a script is seen to use what cuDNN computes: convolutions, recurrent layers, CTC loss, or a library's model with them.

import { perName } from '../catalogue/per-name.ts';
import { bindingsFor } from '../fixes/context.ts';
import type { Flow } from '../flow/events.ts';
import type { Module } from '../python/module.ts';
import { namedCalls } from './named-calls.ts';

const OPERATIONS =
  /^torch\.(?:nn\.(?:(?:Lazy)?Conv(?:Transpose)?[123]d|RNN|LSTM|GRU|CTCLoss)|nn\.functional\.(?:conv(?:_transpose)?[123]d|ctc_loss)|conv(?:_transpose)?[123]d|convolution|ctc_loss)$/;

/** Libraries whose models are convolutional, apart from few. */
const LIBRARIES =
  /^(?:torchvision\.(?:models|ops\.Conv[23]d)|torchaudio\.(?:models|pipelines)|timm\.(?:create_model|models)|torch\.hub\.load|segmentation_models_pytorch|efficientnet_pytorch|pretrainedmodels|pytorchvideo\.models|monai\.networks|detectron2\.model(?:ing|_zoo)|mmdet|mmseg|mmpretrain|ultralytics|open_clip|clip\.load|lpips|fastai\.vision|learn2learn\.vision\.models\.(?!\w+FC)\w+|speechbrain|keras\.(?:applications|layers\.(?:\w*Conv\w*|LSTM|GRU|Bidirectional)))\b/;

/** Models that take pictures or sound; those of text have none. */
const MODELS =
  /^(?:diffusers\.(?:\w+\.)*\w*(?:UNet|Autoencoder|ControlNet|VQModel|Transformer2D|Pipeline)\w*|transformers\.(?:\w+\.)*(?=\w*(?:Model|For[A-Z]))\w*(?:Image|Vi[sd]ion|Video|ViT|CLIP|Clip|Sig[Ll]ip|Blip|Det[rR]|Conv|ResNet|Swin|Segformer|MaskFormer|BeiT|DeiT|Dino|Wav2Vec2|Hubert|Whisper|Speech|Audio|CTC)\w*|torch_geometric\.nn\.(?:\w+\.)*(?:Set2Set|LSTMAggregation|GRUAggregation))\b/;

export function usesCudnn(flow: Flow, module: Module): boolean {
  const modules = new Set([module]);
  for (const { site } of flow.events) modules.add(site.module);
  // What is drawn or called tells also of layers that are chosen at run time; the text, of functions that nothing calls.
  return (
    flow.events.some((event) => 'api' in event && isOfCudnn(event.api)) ||
    [...modules].some(
      (one) =>
        [...bindingsFor(one).imported.values()].some(isOfCudnn) ||
        namedCalls(one).some(({ path }) => isOfCudnn(path)),
    )
  );
}

const isOfCudnn = perName((path) => OPERATIONS.test(path) || LIBRARIES.test(path) || MODELS.test(path));
