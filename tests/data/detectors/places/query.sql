SELECT SNOWFLAKE.CORTEX.COMPLETE('llama3.1-70b', prompt) FROM t;
SELECT AI_COMPLETE('llama3.3-70b', 'x');
SELECT ai_query('databricks-meta-llama-3-3-70b-instruct', 'x');
-- llama table
UPDATE agents SET model = 'llama3.2' WHERE id = 1;
CREATE EXTERNAL MODEL m OPTIONS (endpoint = 'meta/llama-3.1-8b-instruct-maas');
