using System.Text;
using Docker.DotNet;

namespace IdpBuilder.Docker.Operations;

/// <summary>A command that runs in a container and reads what it is given.</summary>
internal sealed class FedCommand : IAsyncDisposable
{
    private readonly DockerClient _client;
    private readonly EngineAddress _address;
    private readonly string _execution;
    private readonly MultiplexedStream _stream;
    private readonly MemoryStream _output = new();
    private readonly Task _reading;
    private bool _deaf;

    /// <summary>Takes a started command; what it writes is read from now on, or it would stop writing one day.</summary>
    public FedCommand(DockerClient client, EngineAddress address, string execution, MultiplexedStream stream, CancellationToken stop)
    {
        (_client, _address, _execution, _stream) = (client, address, execution, stream);
        _reading = _stream.CopyOutputToAsync(Stream.Null, _output, _output, stop);
    }

    /// <summary>Hands over the next bytes. A command that has ended takes no more; its result says why.</summary>
    public async Task WriteAsync(byte[] bytes, int count, CancellationToken stop)
    {
        try
        {
            if (!_deaf)
            {
                await _stream.WriteAsync(bytes, 0, count, stop).ConfigureAwait(false);
            }
        }
        catch (IOException)
        {
            _deaf = true;
        }
    }

    /// <summary>Says that nothing more comes, and waits for the end.</summary>
    public Task<CommandResult> FinishAsync(CancellationToken stop) => EngineErrors.MapAsync(
        _address,
        "Waiting for a command in a container",
        async () =>
        {
            if (!_deaf)
            {
                _stream.CloseWrite();
            }

            await _reading.ConfigureAwait(false);
            var end = await _client.Exec.InspectContainerExecAsync(_execution, stop).ConfigureAwait(false);
            return new CommandResult(end.ExitCode ?? -1, Encoding.UTF8.GetString(_output.GetBuffer(), 0, (int)_output.Length));
        });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _stream.Dispose();

        // What is left to read ends with the stream, in whatever way.
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _output.Dispose();
    }
}
