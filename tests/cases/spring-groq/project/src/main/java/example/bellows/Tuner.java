package example.bellows;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.stereotype.Service;

@Service
public class Tuner {

    public record Pipe(String stop, String note) {}

    private final ChatClient client;

    public Tuner(ChatClient.Builder builder) {
        this.client = builder.build();
    }

    public Pipe which(String told) {
        return client.prompt().user("Which pipe? " + told).call().entity(Pipe.class);
    }
}
