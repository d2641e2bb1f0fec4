// What `DEFAULT` means for each set of weights in torchvision: read from its sources, the same from 0.13.1 to 0.28.0.

const byAlias: Readonly<Record<string, string>> = {
  IMAGENET1K_V1: `AlexNet ConvNeXt_Base ConvNeXt_Large ConvNeXt_Small ConvNeXt_Tiny DenseNet121 DenseNet161 DenseNet169 DenseNet201
    EfficientNet_B0 EfficientNet_B2 EfficientNet_B3 EfficientNet_B4 EfficientNet_B5 EfficientNet_B6 EfficientNet_B7
    EfficientNet_V2_L EfficientNet_V2_M EfficientNet_V2_S GoogLeNet Inception_V3 MNASNet0_5 MNASNet0_75 MNASNet1_0 MNASNet1_3
    MaxVit_T MobileNet_V3_Small ResNeXt101_64X4D ResNet18 ResNet34 ShuffleNet_V2_X0_5 ShuffleNet_V2_X1_0 ShuffleNet_V2_X1_5
    ShuffleNet_V2_X2_0 SqueezeNet1_0 SqueezeNet1_1 Swin_B Swin_S Swin_T Swin_V2_B Swin_V2_S Swin_V2_T VGG11_BN VGG11 VGG13_BN
    VGG13 VGG16_BN VGG16 VGG19_BN VGG19 ViT_B_16 ViT_B_32 ViT_L_16 ViT_L_32`,
  IMAGENET1K_V2: `EfficientNet_B1 MobileNet_V2 MobileNet_V3_Large RegNet_X_16GF RegNet_X_1_6GF RegNet_X_32GF RegNet_X_3_2GF
    RegNet_X_400MF RegNet_X_800MF RegNet_X_8GF RegNet_Y_16GF RegNet_Y_1_6GF RegNet_Y_32GF RegNet_Y_3_2GF RegNet_Y_400MF
    RegNet_Y_800MF RegNet_Y_8GF ResNeXt101_32X8D ResNeXt50_32X4D ResNet101 ResNet152 ResNet50 Wide_ResNet101_2
    Wide_ResNet50_2`,
  IMAGENET1K_SWAG_E2E_V1: 'RegNet_Y_128GF ViT_H_14',
  COCO_V1: `FCOS_ResNet50_FPN FasterRCNN_MobileNet_V3_Large_320_FPN FasterRCNN_MobileNet_V3_Large_FPN FasterRCNN_ResNet50_FPN_V2
    FasterRCNN_ResNet50_FPN KeypointRCNN_ResNet50_FPN MaskRCNN_ResNet50_FPN_V2 MaskRCNN_ResNet50_FPN RetinaNet_ResNet50_FPN_V2
    RetinaNet_ResNet50_FPN SSD300_VGG16 SSDLite320_MobileNet_V3_Large`,
  COCO_WITH_VOC_LABELS_V1: `DeepLabV3_MobileNet_V3_Large DeepLabV3_ResNet101 DeepLabV3_ResNet50 FCN_ResNet101 FCN_ResNet50
    LRASPP_MobileNet_V3_Large`,
  KINETICS400_V1: 'MC3_18 MViT_V1_B MViT_V2_S R2Plus1D_18 R3D_18 S3D Swin3D_B Swin3D_S Swin3D_T',
  C_T_SKHT_V2: 'Raft_Large',
  C_T_V2: 'Raft_Small',
};

const defaults: ReadonlyMap<string, string> = new Map(
  Object.entries(byAlias).flatMap(([alias, models]) =>
    models.split(/\s+/).map((model) => [model.toLowerCase(), alias] as const),
  ),
);

/** By the name of a builder (`resnet50`) or of its weights (`ResNet50_Weights`); undefined for models that are not known. */
export function defaultWeights(name: string): string | undefined {
  return defaults.get(name.replace(/_Weights$/, '').toLowerCase());
}
