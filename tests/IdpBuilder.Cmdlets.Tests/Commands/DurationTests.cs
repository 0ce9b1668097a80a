namespace IdpBuilder.Tests.Commands;

public sealed class DurationTests(DurationTests.Imported imported) : IClassFixture<DurationTests.Imported>
{
    [Theory]
    [InlineData("30s", 30)]
    [InlineData("300s", 300)]
    [InlineData("40000s", 40000)]
    [InlineData("5m", 300)]
    [InlineData("1h", 3600)]
    [InlineData("1.5h", 5400)]
    [InlineData("90", 90)]
    [InlineData("0.5", 0.5)]
    [InlineData("00:10:00", 600)]
    [InlineData("(New-TimeSpan)", 0)]
    [InlineData("([TimeSpan]::FromMinutes(2))", 120)]
    [InlineData("$number", 7)]
    [InlineData("'2m'", 120)]
    public void A_duration_is_what_was_written(string written, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), imported.Engine.Run($"function New-TimeSpan {{ [TimeSpan]::Zero }}; $number = 7; Get-Duration {written}").Single<TimeSpan>());

    [Theory]
    [InlineData("1y")]
    [InlineData("1uy")]
    [InlineData("1d")]
    [InlineData("1l")]
    [InlineData("2n")]
    [InlineData("10mb")]
    [InlineData("1w")]
    [InlineData("-5")]
    [InlineData("$signedByte")]
    [InlineData("$decimal")]
    [InlineData("500d")]
    [InlineData("1000h")]
    [InlineData("([TimeSpan]::MaxValue)")]
    public void What_PowerShell_reads_as_another_number_is_refused_with_the_forms_there_are(string written)
    {
        var error = imported.Engine.Fail($"$signedByte = 1y; $decimal = 1d; Get-Duration {written}");

        Assert.StartsWith("ParameterArgumentTransformationError,", error.FullyQualifiedErrorId);
        Assert.Contains("30s, 5m or 1h", error.Exception.Message);
    }

    /// <summary>An engine with a cmdlet that returns the duration it was given.</summary>
    public sealed class Imported : IDisposable
    {
        public ModuleEngine Engine { get; } = new(typeof(GetDurationCommand));

        public void Dispose() => Engine.Dispose();
    }
}
