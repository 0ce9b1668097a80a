using IdpBuilder.Core.Tests.Waiting;
using IdpBuilder.Reporting;
using Microsoft.Extensions.Time.Testing;

namespace IdpBuilder.Tests.Reporting;

public sealed class TimelineTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly ReportedProgress _reported = new();
    private readonly Timeline _timeline;

    public TimelineTests() => _timeline = new Timeline(_reported, _clock, "demo");

    [Fact]
    public void Each_status_of_the_subject_is_a_step_until_the_next_and_percents_make_none()
    {
        Report("Creating the cluster 'demo'", "Starting the nodes");
        _clock.Advance(TimeSpan.FromSeconds(2));
        Report("Creating the cluster 'demo'", "Starting the nodes", 50);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Report("Creating the cluster 'demo'", "Waiting for the nodes");
        _clock.Advance(TimeSpan.FromSeconds(4));
        Report("Creating the cluster 'demo'", "Done", 100, completed: true);

        Assert.Equal([("Starting the nodes", 3.0), ("Waiting for the nodes", 4.0)], _timeline.Steps.Select(step => (step.Name, (step.FinishedAt - step.StartedAt).TotalSeconds)));
        Assert.Equal(4, _reported.Reports.Count);
    }

    [Fact]
    public void Other_work_is_a_step_of_its_own_inside_of_the_one_that_needs_it()
    {
        Report("Creating the cluster 'demo'", "Finding the node image");
        _clock.Advance(TimeSpan.FromSeconds(1));
        Report("Pulling kindest/node", "Pulling", 10);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Report("Pulling kindest/node", "Unpacking", 90);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Report("Pulling kindest/node", "Pulled", completed: true);
        Report("Creating the cluster 'demo'", "Done", completed: true);

        Assert.Equal([("Finding the node image", 7.0), ("Pulling kindest/node", 6.0)], _timeline.Steps.Select(step => (step.Name, (step.FinishedAt - step.StartedAt).TotalSeconds)));
    }

    [Fact]
    public void What_has_not_ended_is_no_step_and_what_is_said_is_passed_on()
    {
        Report("Creating the cluster 'demo'", "Starting the nodes");
        _timeline.Verbose("as told");

        Assert.Empty(_timeline.Steps);
        Assert.Equal(["as told"], _reported.Said);
    }

    private void Report(string activity, string status, int percent = -1, bool completed = false) => _timeline.Progress(new ProgressReport(activity, status, percent, completed));
}
