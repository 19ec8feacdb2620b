import * as vscode from 'vscode';

const FIM = { prefix: '<PRE> ', suffix: ' <SUF>', middle: ' <MID>' };

export function activate(context: vscode.ExtensionContext) {
  const provider: vscode.InlineCompletionItemProvider = {
    async provideInlineCompletionItems(document, position) {
      const before = document.getText(new vscode.Range(0, 0, position.line, position.character));
      const after = document.getText().slice(before.length);
      const reply = await fetch('http://completions.internal:8000/v1/completions', {
        method: 'POST',
        body: JSON.stringify({ model: 'codellama/CodeLlama-13b-hf', prompt: `${FIM.prefix}${before}${FIM.suffix}${after}${FIM.middle}`, max_tokens: 64 }),
      });
      const body = (await reply.json()) as { choices: { text: string }[] };
      return [new vscode.InlineCompletionItem(body.choices[0].text)];
    },
  };
  context.subscriptions.push(vscode.languages.registerInlineCompletionItemProvider({ pattern: '**' }, provider));
}
