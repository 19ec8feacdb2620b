-- every night
INSERT INTO labels
SELECT id, SNOWFLAKE.CORTEX.COMPLETE('llama3.1-405b', CONCAT('One word for this ticket: ', body))
FROM tickets
WHERE created_at > DATEADD(day, -1, CURRENT_TIMESTAMP());
