from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    groq_api_key: str = ""
    chat_model: str = "llama-3.3-70b-versatile"
    summary_model: str = "llama-3.1-8b-instant"
    shop_url: str = "https://larkspurlinen.example/api"


settings = Settings()
