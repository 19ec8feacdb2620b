<?php
$response = $client->chat()->create(['model' => 'llama3', 'messages' => []]);
Prism::text()->using(Provider::Ollama, 'llama3')->generate();
$model = getenv('MODEL') ?: 'llama2';
