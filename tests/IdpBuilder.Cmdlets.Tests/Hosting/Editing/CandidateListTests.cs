using IdpBuilder.Host.Editing;

namespace IdpBuilder.Tests.Hosting.Editing;

public sealed class CandidateListTests
{
    [Fact]
    public void Candidates_stand_in_columns_sorted_downwards() =>
        Assert.Equal(["a    ccc  e", "bb   d"], CandidateList.Rows(["a", "bb", "ccc", "d", "e"], 15));

    [Fact]
    public void What_does_not_fit_is_counted()
    {
        var rows = CandidateList.Rows([.. Enumerable.Range(0, 50).Select(number => $"candidate-{number}")], 20);

        Assert.Equal(13, rows.Count);
        Assert.Equal("… and 38 more", rows[^1]);
    }

    [Fact]
    public void A_candidate_wider_than_the_terminal_is_cut() =>
        Assert.Equal(["0123456…"], CandidateList.Rows(["0123456789"], 9));
}
