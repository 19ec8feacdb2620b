from fastapi import FastAPI

from inspektor.defects import defects

app = FastAPI()
app.get("/defects")(defects)
