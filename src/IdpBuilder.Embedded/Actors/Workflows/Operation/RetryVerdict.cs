using System.Globalization;
using System.Text.Json.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Expressions;
using IdpBuilder.Embedded.Actors.Workflows.Nodes;
using IdpBuilder.Embedded.Actors.Workflows.Variables;
using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Workflows.Operation;

/// <summary>Decides whether a failed attempt is followed by another, in Argo Workflows' order of questions.</summary>
internal sealed class RetryVerdict(WorkflowRun run, JsonObject strategy, Node retry, IReadOnlyList<Node> attempts)
{
    private Node Last => attempts[^1];

    /// <summary>
    /// The decision: <c>End</c> is the message with which the retries end, null while they go on; <c>Wait</c> the message while the
    /// next attempt is waited for; <c>Deadline</c> when attempts must have ended.
    /// </summary>
    /// <exception cref="TemplateFailedException">The strategy is wrong.</exception>
    public (string? End, string Wait, DateTimeOffset? Deadline) Decide()
    {
        if (run.Shutdown.Requested)
        {
            return (run.Shutdown.Message, string.Empty, null);
        }

        if (run.DeadlineExceeded)
        {
            return ($"retry exceeded workflow deadline {Timestamps.Text(run.Deadline!.Value)}", string.Empty, null);
        }

        var (end, wait, deadline) = BackOff();
        return end is not null || wait.Length > 0 ? (end, wait, deadline) : (EndOfPolicy() ?? EndOfLimit() ?? EndOfExpression(), string.Empty, deadline);
    }

    private (string? End, string Wait, DateTimeOffset? Deadline) BackOff()
    {
        if (strategy.Child("backoff") is not { } backoff)
        {
            return (null, string.Empty, null);
        }

        DateTimeOffset? deadline = backoff.Scalar("maxDuration") is { Length: > 0 } most ? attempts[0].StartedAt + WorkflowRun.DurationOf(most) : null;
        if (run.Now > deadline)
        {
            return ("Max duration limit exceeded", string.Empty, deadline);
        }

        var wait = Wait(backoff);
        var until = (Last.FinishedAt ?? run.Now) + wait;
        if (until > deadline)
        {
            return ("Backoff would exceed max duration limit", string.Empty, deadline);
        }

        if (run.Now < until && Limit is { } limit && attempts.Count <= limit)
        {
            run.LookAgainAt(until);
            return (null, $"Backoff for {GoDuration.Words(wait)}", deadline);
        }

        return (null, string.Empty, deadline);
    }

    private TimeSpan Wait(JsonObject backoff)
    {
        if (backoff.Scalar("duration") is not { Length: > 0 } duration)
        {
            throw new TemplateFailedException("no base duration specified for retryStrategy");
        }

        var wait = WorkflowRun.DurationOf(duration);
        if (backoff.Whole("factor") is { } factor and > 0)
        {
            var seconds = wait.TotalSeconds * Math.Pow(factor, attempts.Count - 1);
            wait = TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.FromDays(36500).TotalSeconds));
        }

        return backoff.Scalar("cap") is { Length: > 0 } cap && WorkflowRun.DurationOf(cap) is var most && wait > most ? most : wait;
    }

    private long? Limit => strategy.Whole("limit");

    private string? EndOfPolicy()
    {
        var policy = strategy.Text("retryPolicy");
        policy = policy.Length > 0 ? policy : strategy.Text("expression").Length > 0 ? "Always" : "OnFailure";
        var covered = policy switch
        {
            "Always" => true,
            "OnError" => Last.Phase == WorkflowNodePhase.Error,
            "OnFailure" => Last.Phase == WorkflowNodePhase.Failed,
            // Nothing in the embedded cluster fails for a passing reason.
            "OnTransientError" => false,
            _ => throw new TemplateFailedException($"{policy} is not a valid RetryPolicy"),
        };
        return covered ? null : Last.Message;
    }

    private string? EndOfLimit() => Limit is { } limit && attempts.Count > limit ? "No more retries left" : null;

    private string? EndOfExpression()
    {
        if (strategy.Text("expression") is not { Length: > 0 } expression)
        {
            return null;
        }

        var variables = new VariableSet(run.Globals)
        {
            ["retries"] = (attempts.Count - 1).ToString(CultureInfo.InvariantCulture),
            ["lastRetry.exitCode"] = Last.Outputs.TextOrNull("exitCode") ?? "-1",
            ["lastRetry.status"] = Last.Phase.ToString(),
            ["lastRetry.duration"] = Last.Seconds(),
            ["lastRetry.message"] = Last.Message,
        };
        try
        {
            return Expression.IsTrue(expression, variables.AsNames()) ? null : "retryStrategy.expression evaluated to false";
        }
        catch (ExpressionException failure)
        {
            throw new TemplateFailedException($"{retry.DisplayName}: {failure.Message}");
        }
    }
}
