namespace IdpBuilder.Host.Editing;

/// <summary>The console of the process.</summary>
internal sealed class ConsoleScreen(HostTerminal terminal) : ILineScreen
{
    /// <inheritdoc/>
    public int Width => terminal.Width;

    /// <inheritdoc/>
    public IDisposable TakeKeys() => new KeyCapture();

    /// <inheritdoc/>
    public ConsoleKeyInfo ReadKey() => Console.ReadKey(intercept: true);

    /// <inheritdoc/>
    public void Write(string text) => terminal.Output.Write(text);

    /// <summary>While a command runs, Ctrl+C is a signal again that stops it.</summary>
    private sealed class KeyCapture : IDisposable
    {
        public KeyCapture() => Console.TreatControlCAsInput = true;

        public void Dispose() => Console.TreatControlCAsInput = false;
    }
}
