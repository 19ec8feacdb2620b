// Package models holds what the night job calls.
package models

const (
	// Digest writes the paragraphs.
	Digest = "arn:aws:bedrock:us-east-1:210987654321:inference-profile/us.meta.llama3-3-70b-instruct-v1:0"
	// Review reads them again on Sundays.
	Review = "us.meta.llama3-1-405b-instruct-v1:0"
)
