"""Every page of the product, walked in a real browser; see `walking` for what is looked at.

A page is a `Stop` in one of the tables; `test_addresses` holds that every address of the URL confs is in one.
"""
