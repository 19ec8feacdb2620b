CREATE OR REPLACE TABLE labels AS
SELECT id, ai_query('databricks-meta-llama-3-3-70b-instruct', CONCAT('One word for this ticket: ', body)) AS label
FROM tickets;
