"""Second stage: the student follows the teacher's logits."""

from trl import GKDConfig, GKDTrainer

config = GKDConfig(output_dir="out/copperfield-clause-7b-gkd", lmbda=0.5)


def trainer(student, data):
    return GKDTrainer(model=student, teacher_model="meta-llama/Llama-2-70b-chat-hf", args=config, train_dataset=data)
