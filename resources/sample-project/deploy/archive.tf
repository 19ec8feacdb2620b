resource "aws_lambda_function" "archive" {
  function_name = "ferry-archive"
  handler       = "ferrydesk.answers.summarise_archive"
  environment {
    variables = {
      MODEL_ID       = "us.meta.llama3-3-70b-instruct-v1:0"
      PHOTO_MODEL_ID = "us.meta.llama3-2-11b-instruct-v1:0"
    }
  }
}
