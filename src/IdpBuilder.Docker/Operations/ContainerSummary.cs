namespace IdpBuilder.Docker.Operations;

/// <summary>A container as the engine lists it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Running">Whether it runs.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Image">Its image.</param>
/// <param name="CreatedAt">When it was made.</param>
internal sealed record ContainerSummary(
    string Id, string Name, bool Running, IReadOnlyDictionary<string, string> Labels, string Image, DateTimeOffset CreatedAt)
{
    /// <summary>Whether it was ever started; one that is being started answers no questions.</summary>
    public bool Started { get; init; } = true;

    /// <summary>A label's value; empty when it has none.</summary>
    public string Label(string name) => Labels.TryGetValue(name, out var value) ? value : string.Empty;
}
