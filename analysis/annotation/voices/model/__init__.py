"""The linear model: what it looks at, and what its weights say of it."""
