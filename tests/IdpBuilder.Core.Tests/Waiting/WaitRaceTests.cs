using CsCheck;
using IdpBuilder.Errors;
using IdpBuilder.Waiting;
using Microsoft.Extensions.Time.Testing;
using static IdpBuilder.Core.Tests.Waiting.Objects;

namespace IdpBuilder.Core.Tests.Waiting;

public sealed class WaitRaceTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Deadline_and_deciding_change_at_once_end_in_one_of_the_two_and_never_hang()
    {
        for (var round = 0; round < 300; round++)
        {
            var (api, clock) = (new ScriptedWatches(), new FakeTimeProvider());
            api.Tell(ConfigMaps, Synced);
            var wait = Wait.ForAsync(api, [ConfigMaps], new PhaseCondition("a"), Limit, clock, new ReportedProgress(), CancellationToken.None);

            await Task.WhenAll(
                Task.Run(() => clock.Advance(Limit)),
                Task.Run(() => api.Tell(ConfigMaps, Added("a", "done"))));

            try
            {
                Assert.True((await wait).Succeeded);
            }
            catch (IdpException failure)
            {
                Assert.Equal("WaitTimedOut", failure.Id);
            }

            Assert.Equal(0, api.Open);
        }
    }

    [Fact]
    public async Task A_condition_is_never_evaluated_twice_at_once_however_many_watches_speak()
    {
        var selectors = Enumerable.Range(0, 8).Select(number => ConfigMaps with { Namespace = $"ns-{number}" }).ToArray();
        var api = new ScriptedWatches();
        var condition = new CountingCondition(until: 8 * 200);
        var wait = Wait.ForAsync(api, selectors, condition, Limit, new FakeTimeProvider(), new ReportedProgress(), CancellationToken.None);

        await Task.WhenAll(selectors.Select((selector, number) => Task.Run(() =>
        {
            api.Tell(selector, Synced);
            for (var index = 0; index < 200; index++)
            {
                api.Tell(selector, Added($"object-{number}-{index}", "x"));
            }
        })));

        Assert.True((await wait).Succeeded);
        Assert.Equal(1, condition.MostAtOnce);
    }

    [Fact]
    public void What_is_observed_is_what_the_watches_together_show()
    {
        // Model: two overlapping selections; an object is there while either shows it, and gone once neither does any more.
        var change = Gen.Select(Gen.Int[0, 1], Gen.Int[0, 3], Gen.Bool);
        change.Array[0, 40].Sample(changes =>
        {
            var objects = new ObservedObjects(watches: 2);
            var shown = new[] { new HashSet<string>(), new HashSet<string>() };
            var ever = new HashSet<string>();
            foreach (var (watch, number, appears) in changes)
            {
                var name = $"object-{number}";
                objects.Take(watch, appears ? Added(name, "x") : Deleted(name));
                _ = appears ? shown[watch].Add(name) | ever.Add(name) : shown[watch].Remove(name);
            }

            var there = shown[0].Union(shown[1]).ToHashSet();
            Assert.Equal(there.Order(), objects.All.Select(manifest => manifest.Name).Order());
            Assert.All(ever, name => Assert.Equal(!there.Contains(name), objects.IsGone(ConfigMap(name, "x").Key)));
        });
    }

    private sealed class CountingCondition(int until) : IWaitCondition
    {
        private int _now;

        public string Description => $"{until} objects";

        public int MostAtOnce { get; private set; }

        public WaitVerdict Evaluate(ObservedObjects objects)
        {
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _now));
            var verdict = objects.All.Count == until ? WaitVerdict.Satisfied("all") : WaitVerdict.Waiting($"{objects.All.Count}");
            Interlocked.Decrement(ref _now);
            return verdict;
        }
    }
}
