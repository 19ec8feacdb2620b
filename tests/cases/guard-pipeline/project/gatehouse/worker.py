import redis

from gatehouse.content import verdict
from gatehouse.injection import hostile

queue = redis.Redis()


def work() -> None:
    while True:
        _, message = queue.blpop("messages")
        text = message.decode()
        queue.rpush("blocked" if hostile(text) or verdict(text) != "safe" else "shown", text)
