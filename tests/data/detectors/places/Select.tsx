export function Select() {
  return (
    <select>
      <option value="llama-3.1-8b-instant">Fast</option>
      <option value="x">Llama 3.1 70B</option>
      <ModelCard model="llama3" title={"Llama"} />
      <p>Powered by Llama 3.3 on Groq</p>
      <p>Made with love by llama fans</p>
      <img src="/llama.png" alt="llama" />
    </select>
  );
}
