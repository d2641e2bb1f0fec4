import datetime
import hashlib
import random
import uuid

stamp = datetime.datetime.now().strftime("%H%M%S")
random.seed(int(stamp))
random.random()  #: python entropy @7
name = str(uuid.uuid4())
random.seed(hashlib.md5(name.encode()).hexdigest())
random.random()  #: python entropy @10
random.seed(int(hashlib.sha256("fixed".encode()).hexdigest(), 16))
random.random()  #: python seeded @12
