using System.Globalization;
using IdpBuilder.Embedded.Actors.Hosting;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Tests.Actors.Hosting;

public sealed class WorkQueueTests
{
    private const int Ordinary = 0;
    private const int Yielding = 1;

    private readonly WorkQueue _queue = new(new ClusterActivity(() => { }), actor => actor == Yielding);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_yields_lets_the_others_pass()
    {
        _queue.Add(Item(Yielding, "yields"));
        _queue.Add(Item(Ordinary, "a"));
        _queue.Add(Item(Ordinary, "b"));

        Assert.Equal(["a", "b", "yields"], [await NextAsync(), await NextAsync(), await NextAsync()]);
    }

    [Fact]
    public async Task Who_yields_waits_for_what_the_others_have_begun()
    {
        _queue.Add(Item(Ordinary, "a"));
        var running = await _queue.TakeAsync(Stop);
        _queue.Add(Item(Yielding, "yields"));
        _queue.Add(Item(Yielding, "too"));
        var (next, after) = (_queue.TakeAsync(Stop).AsTask(), _queue.TakeAsync(Stop).AsTask());
        _queue.Add(Item(Ordinary, "b"));
        var passing = await next;
        Assert.Equal("b", passing.Key.Name);

        _queue.Done(running);
        Assert.False(after.IsCompleted);
        _queue.Done(passing);

        Assert.Equal("yields", (await after).Key.Name);
        Assert.Equal("too", (await _queue.TakeAsync(Stop)).Key.Name);
    }

    [Fact]
    public async Task Nobody_waits_for_ever_for_those_who_are_always_busy()
    {
        _queue.Add(Item(Yielding, "yields"));
        var turns = 0;
        do
        {
            _queue.Add(Item(Ordinary, turns.ToString(CultureInfo.InvariantCulture)));
            turns++;
        }
        while (await NextAsync() != "yields");

        Assert.InRange(turns, 2, 1000);
    }

    [Fact]
    public async Task A_key_waits_once_however_often_it_is_added()
    {
        _queue.Add(Item(Yielding, "yields"));
        _queue.Add(Item(Yielding, "yields"));
        _queue.Add(Item(Yielding, "other"));

        Assert.Equal(["yields", "other"], [await NextAsync(), await NextAsync()]);
    }

    [Theory]
    [InlineData(Ordinary)]
    [InlineData(Yielding)]
    public async Task A_key_added_while_it_is_worked_on_comes_again_afterwards(int actor)
    {
        _queue.Add(Item(actor, "a"));
        var running = await _queue.TakeAsync(Stop);
        _queue.Add(running);
        var again = _queue.TakeAsync(Stop).AsTask();

        Assert.False(again.IsCompleted);
        _queue.Done(running);
        Assert.Equal(running, await again);
    }

    private async Task<string> NextAsync()
    {
        var item = await _queue.TakeAsync(Stop);
        _queue.Done(item);
        return item.Key.Name;
    }

    private static WorkItem Item(int actor, string name) => new(actor, new ResourceKey(string.Empty, "Owner", "default", name));
}
