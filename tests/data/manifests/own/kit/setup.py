from setuptools import setup
setup(
    name="llama-recipes",
    packages=["llama_recipes"],
    install_requires=["llama-models==0.1", 'torch'],
    extras_require={"x": ["llama-stack-client"]},
    entry_points={"console_scripts": ["llama-recipes=llama_recipes.cli:main"]},
)
