using System.Threading.Channels;

namespace IdpBuilder.Embedded.Store;

/// <summary>One watcher's view of a collection's changes. Writers never wait for it: a watcher too slow to follow is cut off and resumes by itself.</summary>
internal sealed class ChangeFeed : IDisposable
{
    private const int Capacity = 65_536;
    private readonly Channel<Change> _changes = Channel.CreateBounded<Change>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly string? _namespace;
    private readonly Action<ChangeFeed> _leave;

    public ChangeFeed(string? inNamespace, Action<ChangeFeed> leave)
    {
        _namespace = inNamespace;
        _leave = leave;
    }

    public ChannelReader<Change> Changes => _changes.Reader;

    public void Publish(Change change)
    {
        if (_namespace is not null && change.Object is not null && change.Object.Address.Namespace != _namespace)
        {
            return;
        }

        if (!_changes.Writer.TryWrite(change))
        {
            _changes.Writer.TryComplete();
        }
    }

    public void Dispose()
    {
        _leave(this);
        _changes.Writer.TryComplete();
    }
}
