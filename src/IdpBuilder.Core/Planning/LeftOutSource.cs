namespace IdpBuilder.Planning;

/// <summary>A source that a plan does not show.</summary>
/// <param name="Name">What it is and where.</param>
/// <param name="Reason">Why, and the way out where there is one.</param>
public sealed record LeftOutSource(string Name, string Reason);
