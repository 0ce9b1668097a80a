using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry;

/// <summary>
/// What follows from a change (collection of dependents, ends of namespaces, serving of CRDs) is done on the writer's thread before it is
/// answered, so that a client never meets a cluster that is still catching up. Changes made by reactions wait their turn in a queue:
/// a chain of owners of any length costs no stack.
/// </summary>
internal sealed class ReactionQueue
{
    [ThreadStatic]
    private static Queue<Change>? _pending;

    private readonly List<ICommitReaction> _reactions = [];

    public void Add(ICommitReaction reaction) => _reactions.Add(reaction);

    public void Raise(Change change)
    {
        if (_pending is { } running)
        {
            running.Enqueue(change);
            return;
        }

        var queue = _pending = new Queue<Change>();
        try
        {
            queue.Enqueue(change);
            while (queue.TryDequeue(out var next))
            {
                foreach (var reaction in _reactions)
                {
                    reaction.React(next);
                }
            }
        }
        finally
        {
            _pending = null;
        }
    }
}
