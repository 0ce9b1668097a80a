namespace IdpBuilder.Embedded.Schemas;

/// <summary>A rule in the Common Expression Language (<c>x-kubernetes-validations</c>). It is kept and shown, but never evaluated.</summary>
/// <param name="Expression">The expression.</param>
/// <param name="Message">What a real server answers when it does not hold; empty for the default.</param>
internal sealed record ValidationRule(string Expression, string Message);
