using BCrypt.Net;
using IdpBuilder.Secrets;

namespace IdpBuilder.Passwords;

/// <summary>Hashes passwords with bcrypt, as Argo CD does.</summary>
public sealed class BcryptHasher : IPasswordHasher
{
    // Argo CD's own cost: what it makes and what we make are told apart by nothing.
    private const int Cost = 10;

    /// <inheritdoc/>
    public string Hash(string password) => BCrypt.Net.BCrypt.HashPassword(password, Cost);

    /// <inheritdoc/>
    public bool Fits(string password, string hash)
    {
        try
        {
            return hash.Length > 0 && BCrypt.Net.BCrypt.Verify(password, hash);
        }
        catch (Exception broken) when (broken is SaltParseException or BcryptAuthenticationException or ArgumentException or FormatException)
        {
            // What is no hash is the hash of no password.
            return false;
        }
    }
}
