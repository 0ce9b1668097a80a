using IdpBuilder.Embedded.Actors.Hosting;

namespace IdpBuilder.Embedded.Tests.Actors.Hosting;

/// <summary>Stillness as a test wants it.</summary>
internal sealed class SwitchedStillness : IStillness
{
    public long? Value { get; set; }

    public TimeSpan Settling => TimeSpan.Zero;

    public long? Mark() => Value;
}
