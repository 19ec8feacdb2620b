import { app, BrowserWindow } from 'electron';

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1100, height: 800 });
  window.loadFile('index.html');
});
