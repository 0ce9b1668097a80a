using IdpBuilder.Passwords;

namespace IdpBuilder.Core.Tests.Secrets;

public sealed class BcryptHasherTests
{
    private readonly BcryptHasher _hasher = new();

    // The first is of golang.org/x/crypto's own tests: the library that Argo CD asks.
    [Theory]
    [InlineData("allmine", "$2a$10$XajjQvNhvvRt5GSeFk1xFeyqRrsxkhBkUiQeg0dt.wU1qD4aFDcga", true)]
    [InlineData("Allmine", "$2a$10$XajjQvNhvvRt5GSeFk1xFeyqRrsxkhBkUiQeg0dt.wU1qD4aFDcga", false)]
    [InlineData("", "$2a$10$XajjQvNhvvRt5GSeFk1xFeyqRrsxkhBkUiQeg0dt.wU1qD4aFDcga", false)]
    [InlineData("allmine", "", false)]
    [InlineData("allmine", "allmine", false)]
    [InlineData("allmine", "$2a$10$short", false)]
    [InlineData("allmine", "$2a$99$XajjQvNhvvRt5GSeFk1xFeyqRrsxkhBkUiQeg0dt.wU1qD4aFDcga", false)]
    [InlineData("allmine", "$9z$10$XajjQvNhvvRt5GSeFk1xFeyqRrsxkhBkUiQeg0dt.wU1qD4aFDcga", false)]
    [InlineData("allmine", "$2a$10$ä?jjQvNhvvRt5GSeFk1xFeyqRrsxkhBkUiQeg0dt.wU1qD4aFDcga", false)]
    public void A_hash_is_of_one_password(string password, string hash, bool expected) => Assert.Equal(expected, _hasher.Fits(password, hash));

    [Theory]
    [InlineData("developer")]
    [InlineData("pässwörter sind länger €")]
    [InlineData("seventy-two bytes are what bcrypt looks at, and this text has them all..")]
    public void What_is_hashed_fits_in_the_form_that_Argo_CD_reads_and_never_twice_the_same(string password)
    {
        var hash = _hasher.Hash(password);

        Assert.Matches(@"^\$2a\$10\$[./0-9A-Za-z]{53}$", hash);
        Assert.True(_hasher.Fits(password, hash));
        Assert.False(_hasher.Fits(password[..^1], hash));
        Assert.NotEqual(hash, _hasher.Hash(password));
    }
}
