namespace IdpBuilder.Docker.Operations;

/// <summary>Hands values over at once and in order, which <see cref="Progress{T}"/> does not.</summary>
internal sealed class ImmediateProgress<T>(Action<T> take) : IProgress<T>
{
    /// <inheritdoc/>
    public void Report(T value) => take(value);
}
