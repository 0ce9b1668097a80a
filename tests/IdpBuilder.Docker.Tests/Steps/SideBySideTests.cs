namespace IdpBuilder.Docker.Steps;

public sealed class SideBySideTests
{
    [Fact]
    public async Task When_one_fails_the_others_are_stopped_and_its_failure_is_told()
    {
        var stopped = 0;

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => SideBySide.RunAsync(
            [1, 2, 3],
            async (number, either) =>
            {
                if (number == 3)
                {
                    throw new InvalidOperationException("three");
                }

                try
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, either);
                }
                finally
                {
                    Interlocked.Increment(ref stopped);
                }
            },
            TestContext.Current.CancellationToken));

        Assert.Equal(("three", 2), (failure.Message, stopped));
    }

    [Fact]
    public async Task All_begin_before_any_has_ended()
    {
        var begun = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        await SideBySide.RunAsync(
            Enumerable.Range(0, 3),
            async (_, either) =>
            {
                if (Interlocked.Increment(ref begun) == 3)
                {
                    all.SetResult();
                }

                await all.Task.WaitAsync(either);
            },
            TestContext.Current.CancellationToken);

        Assert.Equal(3, begun);
    }
}
