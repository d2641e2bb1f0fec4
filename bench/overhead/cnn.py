"""A convolutional classifier on synthetic images: about a tenth of a second a step."""
import stepwise
import torch
import torch.nn as nn
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(1024)


def block(inputs, outputs, stride):
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, stride=stride, padding=1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


model = nn.Sequential(
    block(3, 32, 1),
    block(32, 64, 2),
    block(64, 64, 1),
    block(64, 128, 2),
    nn.AdaptiveAvgPool2d(1),
    nn.Flatten(),
    nn.Dropout(0.1),
    nn.Linear(128, 10),
)
data = TensorDataset(torch.randn(512, 3, 32, 32), torch.randint(0, 10, (512,)))
batches = stepwise.endless(DataLoader(data, batch_size=32, shuffle=True, drop_last=True))
model.to(stepwise.device)
optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9, weight_decay=5e-4)
criterion = nn.CrossEntropyLoss()


def step():
    images, labels = next(batches)
    optimizer.zero_grad(set_to_none=True)
    loss = criterion(model(images), labels)
    loss.backward()
    optimizer.step()


stepwise.run(step, model, 40)
