package main

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime/types"

	"ferrule.example/digest/internal/models"
)

func ask(ctx context.Context, client *bedrockruntime.Client, model, text string) (string, error) {
	reply, err := client.Converse(ctx, &bedrockruntime.ConverseInput{
		ModelId: aws.String(model),
		Messages: []types.Message{{
			Role:    types.ConversationRoleUser,
			Content: []types.ContentBlock{&types.ContentBlockMemberText{Value: text}},
		}},
	})
	if err != nil {
		return "", err
	}
	message := reply.Output.(*types.ConverseOutputMemberMessage).Value
	return message.Content[0].(*types.ContentBlockMemberText).Value, nil
}

func main() {
	ctx := context.Background()
	cfg, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		log.Fatal(err)
	}
	client := bedrockruntime.NewFromConfig(cfg)
	text, err := ask(ctx, client, models.Digest, "Tender 4711")
	if err != nil {
		log.Fatal(err)
	}
	second, err := ask(ctx, client, models.Review, text)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(second)
}
